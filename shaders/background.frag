// SPDX-License-Identifier: GPL-3.0-or-later
layout (location = 0) out vec4 result;
layout (location = 1) out vec4 surface;

void main ()
{
  vec4 colour = background (gl_FragCoord.xy);
  vec2 pixel = gl_FragCoord.xy + viewport.zw;

  // Less than a step of colour of noise, so that the gradient shows no bands.
  colour.rgb += (fract (52.9829189 * fract (dot (pixel, vec2 (0.06711056, 0.00583715)))) - 0.5) / 255.0;
  result = vec4 (clamp (colour.rgb, 0.0, 1.0) * colour.a, colour.a);
  surface = vec4 (0.5, 0.5, 1.0, 1.0);
}
