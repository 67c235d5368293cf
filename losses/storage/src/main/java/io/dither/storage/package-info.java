/** Writes files so that a crash, a full disk or a second process does not damage them. Stable: changes keep source compatible. */
@org.jspecify.annotations.NullMarked
package io.dither.storage;
