package io.dither.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The session that all tests of this process share, as it takes seconds to open. */
final class LocalSpark {
    static final SparkSession SESSION = Clusters.open("local[2]", Map.of("spark.sql.shuffle.partitions", "2"));

    private LocalSpark() {}
}
