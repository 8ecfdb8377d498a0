// SPDX-License-Identifier: GPL-3.0-or-later
layout (location = 0) in vec3 corner;
layout (location = 1) in vec3 normal;
layout (location = 2) in vec4 colour;
out vec3 point;
flat out vec3 outward;
flat out vec4 tint;

void main ()
{
  point = (view * vec4 (corner, 1.0)).xyz;
  outward = mat3 (view) * normal;
  tint = colour;
  gl_Position = to_clip (point);
}
