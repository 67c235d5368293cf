/** How this module writes JSON. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.internal;
