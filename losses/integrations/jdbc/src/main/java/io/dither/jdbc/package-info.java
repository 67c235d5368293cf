/** Databases as histories, by their JDBC drivers. */
@org.jspecify.annotations.NullMarked
package io.dither.jdbc;
