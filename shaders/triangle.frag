// SPDX-License-Identifier: GPL-3.0-or-later
// A face lit from both sides; as glass, it is denser where it is seen at an angle.
in vec3 point;
flat in vec3 outward;
flat in vec4 tint;
layout (location = 0) out vec4 result;
layout (location = 1) out vec4 surface;

void main ()
{
  vec3 viewer = to_viewer (point);
  vec3 normal = dot (outward, viewer) < 0.0 ? -outward : outward;
  float slant = 1.0 - abs (dot (normal, viewer));
  float cover = tint.a < 1.0 ? mix (tint.a, 1.0, 0.35 * slant * slant) : 1.0;

  result = vec4 (fade (shade (tint.rgb, normal, viewer), point.z, gl_FragCoord.xy) * cover, cover);
  surface = vec4 (0.5 * normal + 0.5, 1.0);
}
