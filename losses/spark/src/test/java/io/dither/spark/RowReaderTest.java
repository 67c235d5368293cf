package io.dither.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class RowReaderTest {
    private static final RowReader READER = new RowReader("id", "", 0, "", "", "", "", "top-k:n={d},k={k}");

    private static String oracle(String cell) {
        StructType schema = new StructType().add("id", DataTypes.StringType).add("k", DataTypes.StringType);
        Row row = new GenericRowWithSchema(new Object[] {"t", cell}, schema);
        return READER.oracleText(row, "t", 3);
    }

    @Test
    void aCellStaysInItsParameter() {
        assertEquals("top-k:n=3,k=2", oracle("2"));
        assertEquals("top-k:n=3,k=(2,n=9)", oracle("2,n=9"));
        assertThrows(InvalidArgumentException.class, () -> oracle("2),n=(9"));
    }
}
