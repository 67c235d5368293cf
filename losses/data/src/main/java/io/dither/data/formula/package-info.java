/** Features named by a formula, as users of R and patsy write them. */
@org.jspecify.annotations.NullMarked
package io.dither.data.formula;
