package io.dither.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.kernel.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Describes the machine of the measurements. */
final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    static String jdk() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version");
    }

    /** Returns the operating system, the number of processors, and their name if the system knows it. */
    static String description() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " x " + processor();
    }

    /** Returns the name of the kernels that this JVM uses: {@code plain} loops, or vector instructions such as {@code vector-512}. */
    static String kernels() {
        return Kernels.get().name();
    }

    private static String processor() {
        try {
            return Files.readString(PROCESSORS, UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException unreadable) {
            return "unknown processor";
        }
    }
}
