package io.dither.spark;

import io.dither.error.InvalidArgumentException;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Opens sessions of Spark for a program that is not a Spark application, such as a command. */
public final class Clusters {
    private static final String JARS = "spark.jars";

    private static final String LOG = "log4j2.configurationFile";

    private Clusters() {}

    /**
     * Opens a session that logs errors only, unless the system property {@code log4j2.configurationFile} is set.
     *
     * @param master {@code local[2]} for two threads of this process, {@code spark://host:port} for a cluster
     * @param settings settings of Spark by their names, which override the defaults; {@code spark.jars} names the jars
     *     of executors, by default the jars on this program's class path that Dither needs
     * @return the session, which is the open one if this process has one already; the caller closes it
     * @throws InvalidArgumentException if the master is wrong or cannot be reached, or a setting is wrong
     */
    public static SparkSession open(String master, Map<String, String> settings) {
        if (System.getProperty(LOG) == null) {
            System.setProperty(LOG, "classpath:io/dither/spark/log4j2.properties");
        }
        SparkSession.Builder builder =
                SparkSession.builder().appName("dither").master(master).config("spark.ui.enabled", "false");
        if (master.startsWith("local")) {
            // by default Spark looks up the address of this host's name, which may be wrong or not reachable
            builder.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1");
        } else if (!settings.containsKey(JARS)) {
            builder.config(JARS, ExecutorJars.find());
        }
        settings.forEach(builder::config);
        try {
            return builder.getOrCreate();
        } catch (Exception refused) { // Scala throws checked exceptions without declaring them
            throw cannotOpen(master, refused);
        }
    }

    private static InvalidArgumentException cannotOpen(String master, Exception refused) {
        String reason = String.valueOf(refused.getMessage()).lines().findFirst().orElse("");
        InvalidArgumentException exception = new InvalidArgumentException(
                "master = " + master + " opens no session of Spark: " + reason,
                "Maybe write local[2], or spark://host:7077 of a master that runs");
        exception.initCause(refused);
        return exception;
    }
}
