// SPDX-License-Identifier: GPL-3.0-or-later
// A strip of constant width, with half a pixel on each side to be smooth in.
layout (location = 0) in vec4 from;
layout (location = 1) in vec3 to;
layout (location = 2) in vec4 colour;
uniform float line_width;       // pixels
out float across;               // pixels
out float depth;
flat out vec4 tint;

void main ()
{
  vec2 corner = vec2 (float (gl_VertexID & 1), float (gl_VertexID >> 1) * 2.0 - 1.0);
  vec3 a = (view * vec4 (from.xyz, 1.0)).xyz, b = (view * vec4 (to, 1.0)).xyz;
  vec3 start = a;
  vec4 first, second;
  vec2 direction;

  // What is behind the eye has no place in the picture.
  if (parallel < 0.5)
    {
      float limit = -1e-3;

      if (a.z > limit && b.z < limit)
        start = a = mix (a, b, (a.z - limit) / (a.z - b.z));
      else if (b.z > limit && a.z < limit)
        b = mix (b, a, (b.z - limit) / (b.z - a.z));
    }
  first = to_clip (a);
  second = to_clip (b);
  direction = (second.xy / second.w - first.xy / first.w) * viewport.xy;
  direction = dot (direction, direction) > 0.0 ? normalize (direction) : vec2 (1.0, 0.0);
  across = corner.y * (0.5 * line_width + 0.5);
  gl_Position = corner.x < 0.5 ? first : second;
  gl_Position.xy += vec2 (-direction.y, direction.x) * across * 2.0 / viewport.xy * gl_Position.w;
  depth = corner.x < 0.5 ? a.z : b.z;
  tint = colour;
}
