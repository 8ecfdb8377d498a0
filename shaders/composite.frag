// SPDX-License-Identifier: GPL-3.0-or-later
// The picture with its corners darkened, and its depth, for what is drawn over it.
uniform highp sampler2D colours;
uniform highp sampler2D depths;
uniform highp sampler2D sky;
uniform int coarse;             // pixels along each edge of a square that the sky was found for
layout (location = 0) out vec4 result;

void main ()
{
  ivec2 here = ivec2 (gl_FragCoord.xy), last = ivec2 (viewport.xy) - 1;
  float depth = texelFetch (depths, here, 0).r, sum = 0.0, n = 0.0;
  vec4 colour = texelFetch (colours, here, 0);

  if (depth < 1.0)
    {
      for (int i = 0; i < 16; i++)
        {
          ivec2 at = clamp (here / coarse + ivec2 (i & 3, i >> 2) - 2, ivec2 (0), last / coarse);
          vec3 there = texelFetch (sky, at, 0).rgb;
          float weight = abs (there.g + there.b / 255.0 - depth) < 0.01 ? 1.0 : 0.001;

          sum += weight * there.r;
          n += weight;
        }
      colour.rgb *= mix (vec3 (0.30, 0.30, 0.34), vec3 (1.0), sum / n);
    }
  result = colour;
  gl_FragDepth = depth;
}
