package io.dither.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kernels in virtual machines that have compiled all of them together, see {@link KernelStress}. Java 17 has compiled a kernel wrongly that read
 * from memory what it had written before: one in some of these machines, mostly without the first compiler.
 */
class WarmKernelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+TieredCompilation",
                "-XX:-TieredCompilation",
                "-XX:-TieredCompilation -XX:FreqInlineSize=600 -XX:InlineSmallCode=20000",
                "-XX:-TieredCompilation -XX:+UnlockDiagnosticVMOptions -XX:+StressIGVN -XX:StressSeed=1"
            })
    @Tag("long")
    void answerLikeTheirPlainForms(String options) throws IOException, InterruptedException {
        for (int seed = 1; seed <= 3; seed++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-Xmx512m"));
            command.addAll(List.of(options.split(" ")));
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    KernelStress.class.getName(),
                    String.valueOf(seed),
                    "15"));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), options + ": " + output);
        }
    }
}
