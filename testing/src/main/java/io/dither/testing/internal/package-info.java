/** What the checks of this module share. */
@org.jspecify.annotations.NullMarked
package io.dither.testing.internal;
