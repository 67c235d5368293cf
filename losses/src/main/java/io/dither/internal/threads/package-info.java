/** The threads that layers share. */
@org.jspecify.annotations.NullMarked
package io.dither.internal.threads;
