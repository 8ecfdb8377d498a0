// SPDX-License-Identifier: GPL-3.0-or-later
// How much of the sky over a point its surroundings leave (M. McGuire et al., "Scalable ambient obscurance", 2011).
uniform highp sampler2D depths;
uniform highp sampler2D surfaces;
uniform float reach;            // Å
uniform int coarse;             // pixels along each edge of a square that this is found for
layout (location = 0) out vec4 result;
const int samples = 14;

vec3 eye_of (vec2 pixel, float depth)
{
  float z = 2.0 * depth - 1.0;
  vec2 clip = (pixel / viewport.xy * 2.0 - 1.0 - tile.zw) / tile.xy;
  vec3 eye;

  eye.z = parallel > 0.5 ? (z - projection[3][2]) / projection[2][2] : -projection[3][2] / (z + projection[2][2]);
  eye.xy = clip / vec2 (projection[0][0], projection[1][1]) * (parallel > 0.5 ? 1.0 : -eye.z);
  return eye;
}

void main ()
{
  ivec2 cell = ivec2 (gl_FragCoord.xy), last = ivec2 (viewport.xy) - 1, here = min (coarse * cell, last);
  float depth = texelFetch (depths, here, 0).r;
  vec3 middle = eye_of (vec2 (here) + 0.5, depth);
  vec3 normal = texelFetch (surfaces, here, 0).xyz * 2.0 - 1.0;
  // The pattern is turned from pixel to pixel, and turns once in 4 × 4, which the next pass averages.
  float turn = float ((cell.x & 3) * 4 + (cell.y & 3)) * 2.399963 + float (((cell.x ^ cell.y) & 3)) * 1.7;
  float wide = 0.5 * reach * projection[1][1] * tile.y * viewport.y / (parallel > 0.5 ? 1.0 : -middle.z);
  float sum = 0.0;

  if (depth >= 1.0)
    {
      result = vec4 (1.0);
      return;
    }
  for (int i = 0; i < samples; i++)
    {
      float t = (float (i) + 0.5) / float (samples), angle = float (i) * 2.399963 + turn;
      ivec2 at = here + ivec2 (wide * sqrt (t) * vec2 (cos (angle), sin (angle)));
      vec3 to = eye_of (vec2 (clamp (at, ivec2 (0), last)) + 0.5, texelFetch (depths, clamp (at, ivec2 (0), last), 0).r)
                - middle;
      float square = dot (to, to), room = max (reach * reach - square, 0.0) / (reach * reach);

      sum += room * max (dot (to, normal) - 0.03 * reach, 0.0) * inversesqrt (square + 1e-4);
    }
  // With the depth, so that the next pass need not fetch it as well.
  result = vec4 (clamp (1.0 - 2.3 * sum / float (samples), 0.0, 1.0), floor (255.0 * depth) / 255.0,
                 fract (255.0 * depth), 1.0);
}
