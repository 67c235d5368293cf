/** Plugins of all kinds: what they say of themselves, their parameters and text form, and the catalogue that finds them. */
@org.jspecify.annotations.NullMarked
package io.dither.plugin;
