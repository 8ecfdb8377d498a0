// SPDX-License-Identifier: GPL-3.0-or-later
// A square that just covers a sphere as it is seen.
layout (location = 0) in vec4 sphere;   // middle and radius
layout (location = 1) in vec4 colour;
out vec3 point;
flat out vec4 ball;
flat out vec4 tint;

void main ()
{
  vec2 corner = vec2 (float (gl_VertexID & 1), float (gl_VertexID >> 1)) * 2.0 - 1.0;
  vec3 middle = (view * vec4 (sphere.xyz, 1.0)).xyz;
  vec3 viewer = to_viewer (middle);
  float square = dot (middle, middle), radius = sphere.w;
  // The cone from the eye that touches the sphere is wider than the sphere at its middle.
  float size = parallel > 0.5 ? radius : radius * sqrt (square / max (square - radius * radius, 0.01 * square));
  vec3 right = normalize (cross (vec3 (0.0, 1.0, 0.0), viewer));

  point = middle + size * (corner.x * right + corner.y * cross (viewer, right));
  ball = vec4 (middle, radius);
  tint = colour;
  gl_Position = to_clip (point);
}
