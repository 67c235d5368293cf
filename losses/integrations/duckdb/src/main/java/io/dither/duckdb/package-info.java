/** Parquet and JSON as histories, by the embedded DuckDB. */
@org.jspecify.annotations.NullMarked
package io.dither.duckdb;
