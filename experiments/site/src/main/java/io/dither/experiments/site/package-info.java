/** A static site of the Markdown files of the project. */
@NullMarked
package io.dither.experiments.site;

import org.jspecify.annotations.NullMarked;
