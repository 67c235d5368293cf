/** Internal: operations on whole vectors. Not for users: it may change with any version. */
@NullMarked
package io.dither.algebra;

import org.jspecify.annotations.NullMarked;
