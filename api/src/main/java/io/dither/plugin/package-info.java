/** Plugins of all kinds: what they say of themselves, their parameters and text form, and the catalogue that finds them. */
@NullMarked
package io.dither.plugin;

import org.jspecify.annotations.NullMarked;
