// SPDX-License-Identifier: GPL-3.0-or-later
// Where the line of sight meets the sphere. EXACT: with the depth of that point; else with that of the middle.
in vec3 point;
flat in vec4 ball;
flat in vec4 tint;
layout (location = 0) out vec4 result;
layout (location = 1) out vec4 surface;

void main ()
{
  vec3 start = parallel > 0.5 ? vec3 (point.xy, 0.0) : vec3 (0.0);
  vec3 ray = -to_viewer (point);
  vec3 relative = ball.xyz - start;
  float along = dot (relative, ray);
  vec3 miss = relative - along * ray;
  float rest = ball.w * ball.w - dot (miss, miss);
  vec3 hit, normal;

  if (rest < 0.0)
    discard;
  hit = start + (along - sqrt (rest)) * ray;
  normal = (hit - ball.xyz) / ball.w;
  result = vec4 (fade (shade (tint.rgb, normal, -ray), hit.z, gl_FragCoord.xy) * tint.a, tint.a);
  surface = vec4 (0.5 * normal + 0.5, 1.0);
#ifdef EXACT
  gl_FragDepth = to_depth (hit.z);
#endif
}
