package io.dither.spark;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One session for the tests of a class: it takes seconds to open, and Spark knows one at a time. */
final class LocalSpark implements BeforeAllCallback, AfterAllCallback {
    static final Map<String, String> SETTINGS = Map.of("spark.sql.shuffle.partitions", "2");

    static SparkSession session() {
        return SparkSession.active();
    }

    @Override
    public void beforeAll(ExtensionContext tests) {
        Clusters.open("local[2]", SETTINGS);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        session().stop();
    }
}
