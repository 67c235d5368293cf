/** Guice wiring of plugins, executor, seed and estimators. */
@NullMarked
package io.dither.inject;

import org.jspecify.annotations.NullMarked;
