/** Searches for parameters, and measures how sure they are. */
@NullMarked
package io.dither.learn.internal.search;

import org.jspecify.annotations.NullMarked;
