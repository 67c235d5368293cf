/** Learning the costs of terrain from images of maps and shortest paths. */
@org.jspecify.annotations.NullMarked
package io.dither.experiments.warcraft;
