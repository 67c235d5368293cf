package io.dither.spark;

import io.dither.learn.Cluster;
import io.dither.learn.ClusterProvider;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/** Provides Apache Spark as a {@link Cluster}, so that programs need not name Spark. */
public final class SparkClusterProvider implements ClusterProvider {
    @Override
    public Cluster open(String master, Map<String, String> settings) {
        boolean hasSession = SparkSession.getActiveSession().isDefined()
                || SparkSession.getDefaultSession().isDefined();
        return new Session(Clusters.open(master, settings), !hasSession);
    }

    /** A session of Spark. Closing this object closes the session only if {@code isOpenedHere}. */
    private record Session(SparkSession spark, boolean isOpenedHere) implements Cluster {
        @Override
        public History send(List<Observation> observations, Function<? super Observation, String> oracleText) {
            return SparkHistory.of(spark, observations, oracleText, 0); // 0: two ranges per core
        }

        @Override
        public void close() {
            if (isOpenedHere) {
                spark.stop();
            }
        }
    }
}
