/** Parquet and JSON as histories, by the embedded DuckDB. */
@NullMarked
package io.dither.duckdb;

import org.jspecify.annotations.NullMarked;
