// SPDX-License-Identifier: GPL-3.0-or-later
// The picture with its corners darkened, and its depth, for what is drawn over it.
uniform highp sampler2D colours;
uniform highp sampler2D depths;
uniform highp sampler2D sky;
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
          ivec2 at = clamp (here + ivec2 (i & 3, i >> 2) - 2, ivec2 (0), last);
          float weight = abs (texelFetch (depths, at, 0).r - depth) < 0.01 ? 1.0 : 0.001;

          sum += weight * texelFetch (sky, at, 0).r;
          n += weight;
        }
      colour.rgb *= mix (vec3 (0.30, 0.30, 0.34), vec3 (1.0), sum / n);
    }
  result = colour;
  gl_FragDepth = depth;
}
