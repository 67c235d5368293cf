/** Files that a crash, a full disk or a second process leaves whole. Stable: changes keep source compatible. */
@org.jspecify.annotations.NullMarked
package io.dither.storage;
