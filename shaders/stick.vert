// SPDX-License-Identifier: GPL-3.0-or-later
// A strip that covers a rod with round ends as it is seen.
layout (location = 0) in vec4 from;     // and radius
layout (location = 1) in vec3 to;
layout (location = 2) in vec4 colour;
out vec3 point;
out vec2 place;                 // along, from the first end, and across; in radii
flat out float extent;          // of the rod in the picture, in radii
flat out vec3 side;
flat out vec3 ahead;
flat out float radius;
flat out vec4 tint;

void main ()
{
  vec2 corner = vec2 (float (gl_VertexID & 1), float (gl_VertexID >> 1) * 2.0 - 1.0);
  vec3 a = (view * vec4 (from.xyz, 1.0)).xyz, b = (view * vec4 (to, 1.0)).xyz;
  vec3 viewer = to_viewer (0.5 * (a + b));
  vec3 across = cross (viewer, b - a);

  side = dot (across, across) > 1e-12 ? normalize (across) : normalize (cross (viewer, vec3 (0.0, 1.0, 0.0)));
  ahead = cross (side, viewer);
  radius = from.w;
  extent = dot (b - a, ahead) / radius;
  tint = colour;
  place = vec2 (corner.x > 0.5 ? extent + 1.0 : -1.0, corner.y);
  point = mix (a, b, corner.x) + radius * ((2.0 * corner.x - 1.0) * ahead + corner.y * side);
  gl_Position = to_clip (point);
}
