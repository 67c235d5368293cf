/** Files that a crash, a full disk or a second process leaves whole. Stable: changes keep source compatible. */
@NullMarked
package io.dither.storage;

import org.jspecify.annotations.NullMarked;
