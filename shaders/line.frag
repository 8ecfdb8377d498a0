// SPDX-License-Identifier: GPL-3.0-or-later
in float across;
in float depth;
flat in vec4 tint;
uniform float line_width;
layout (location = 0) out vec4 result;

void main ()
{
  float cover = clamp (0.5 * line_width + 0.5 - abs (across), 0.0, 1.0) * tint.a;

  result = vec4 (fade (tint.rgb, depth, gl_FragCoord.xy) * cover, cover);
}
