// SPDX-License-Identifier: GPL-3.0-or-later
in vec3 point;
in vec2 place;
flat in float extent;
flat in vec3 side;
flat in vec3 ahead;
flat in float radius;
flat in vec4 tint;
layout (location = 0) out vec4 result;
layout (location = 1) out vec4 surface;

void main ()
{
  float beyond = place.x - clamp (place.x, 0.0, extent);
  float square = beyond * beyond + place.y * place.y;
  float height = sqrt (max (1.0 - square, 0.0));
  vec3 viewer = cross (ahead, side);
  vec3 normal = height * viewer + place.y * side + beyond * ahead;
  vec3 hit;

  if (square > 1.0)
    discard;
  hit = point + radius * height * to_viewer (point);
  result = vec4 (fade (shade (tint.rgb, normal, to_viewer (point)), hit.z, gl_FragCoord.xy) * tint.a, tint.a);
  surface = vec4 (0.5 * normal + 0.5, 1.0);
#ifdef EXACT
  gl_FragDepth = to_depth (hit.z);
#endif
}
