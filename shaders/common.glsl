// SPDX-License-Identifier: GPL-3.0-or-later
// Before every other shader; #version and, for OpenGL ES, the precision are put before this when it is loaded.
// Space of the eye: x to the right, y up, z towards who looks; the eye is at 0.
uniform mat4 view;
uniform mat4 projection;
uniform float parallel;         // 1: parallel projection, 0: central
uniform vec4 tile;              // of the whole picture: factors and offsets of clip coordinates
uniform vec4 viewport;          // size of this tile, its left lower corner in the whole picture; pixels
uniform vec2 picture;           // size of the whole picture, pixels
uniform vec4 background_top;
uniform vec4 background_bottom;
uniform vec3 cue;               // distances where fading begins and ends, strength

vec4 to_clip (vec3 eye)
{
  vec4 clip = projection * vec4 (eye, 1.0);

  clip.xy = clip.xy * tile.xy + clip.w * tile.zw;
  return clip;
}

// Towards who looks, from a point.
vec3 to_viewer (vec3 eye)
{
  return parallel > 0.5 ? vec3 (0.0, 0.0, 1.0) : -normalize (eye);
}

// 0 to 1, as in a depth buffer.
float to_depth (float z)
{
  vec4 clip = projection * vec4 (0.0, 0.0, z, 1.0);

  return clamp (0.5 * clip.z / clip.w + 0.5, 0.0, 1.0);
}

vec4 background (vec2 pixel)
{
  return mix (background_bottom, background_top, clamp ((pixel.y + viewport.w) / picture.y, 0.0, 1.0));
}

// Fades what is far into the background.
vec3 fade (vec3 colour, float z, vec2 pixel)
{
  float t = clamp ((-z - cue.x) / (cue.y - cue.x), 0.0, 1.0);

  return mix (colour, background (pixel).rgb, cue.z * t);
}

// A headlight a little to the left and above, soft as from a large window, and a restrained highlight.
vec3 shade (vec3 colour, vec3 normal, vec3 viewer)
{
  const vec3 light = vec3 (-0.3616, 0.4521, 0.8154);
  float facing = clamp (dot (normal, viewer), 0.0, 1.0);
  float diffuse = clamp (0.5 + 0.5 * dot (normal, light), 0.0, 1.0);
  float highlight = pow (clamp (dot (normal, normalize (light + viewer)), 0.0, 1.0), 42.0);
  float rim = mix (0.66, 1.0, smoothstep (0.0, 0.55, facing));

  return colour * rim * (0.36 + 0.70 * diffuse * diffuse) + vec3 (0.24) * highlight;
}
