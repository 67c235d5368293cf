/** Searches for parameters, and measures how sure they are. */
@org.jspecify.annotations.NullMarked
package io.dither.learn.internal.search;
