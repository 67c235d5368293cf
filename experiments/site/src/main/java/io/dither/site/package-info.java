/** The documents of the project as pages, beside its javadoc. */
@NullMarked
package io.dither.site;

import org.jspecify.annotations.NullMarked;
