/** How this module writes JSON. */
@NullMarked
package io.dither.learn.internal;

import org.jspecify.annotations.NullMarked;
