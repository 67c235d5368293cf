/** Learning the costs of terrain from images of maps and shortest paths. */
@NullMarked
package io.dither.experiments.warcraft;

import org.jspecify.annotations.NullMarked;
