/** Fitted models as folders. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.saved;
