/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Vector code chosen at run time: a kernel is written once as plain C, always inlined, and compiled for each of these
 * targets in a function of its own; vit_vector_target() says which of them this processor runs. Vectors that are
 * written out (vector_size) must be no wider than the registers of the function's target: wider ones are taken apart
 * number by number (sine-transform-kernel.h). */

typedef enum
{
  VIT_VECTOR_PLAIN,
  VIT_VECTOR_AVX2,
  VIT_VECTOR_AVX512,
} VitVectorTarget;

#if defined(__x86_64__)
#define VIT_TARGET_AVX2 __attribute__ ((target ("avx2,fma")))
#define VIT_TARGET_AVX512                                                                                              \
  __attribute__ ((target ("avx2,fma,avx512f,avx512vl,avx512dq,avx512bw,prefer-vector-width=512")))
#else
#define VIT_TARGET_AVX2
#define VIT_TARGET_AVX512
#endif

#define VIT_ALWAYS_INLINE static inline __attribute__ ((always_inline))

/* The widest target that this processor runs. */
static inline VitVectorTarget
vit_vector_target (void)
{
#if defined(__x86_64__)
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512dq")
      && __builtin_cpu_supports ("avx512bw"))
    return VIT_VECTOR_AVX512;
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return VIT_VECTOR_AVX2;
#endif
  return VIT_VECTOR_PLAIN;
}
