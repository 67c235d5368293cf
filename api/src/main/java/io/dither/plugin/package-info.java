/** Plugins of all kinds: their descriptions, parameters and text forms, and the catalogue that finds them. */
@org.jspecify.annotations.NullMarked
package io.dither.plugin;
