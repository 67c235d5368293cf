package io.dither.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelChoiceTest {
    @TempDir
    Path folder;

    /** A provider that works, of one kernel. */
    public static class Working implements KernelProvider {
        @Override
        public String name() {
            return "working";
        }

        @Override
        public boolean isAvailable() {
            return true;
        }

        @Override
        public Kernels kernels() {
            return new Kernels("working-2", 2, 1000, List.of("a kernel"));
        }
    }

    /** Not for this machine. */
    public static final class Elsewhere extends Working {
        @Override
        public boolean isAvailable() {
            return false;
        }
    }

    /** Cannot be initialised. */
    public static final class Dead extends Working {
        static final int NUMBER = Integer.parseInt("no number");

        @Override
        public String name() {
            return "dead" + NUMBER;
        }
    }

    /** Throws while it is created. */
    public static final class Unborn extends Working {
        /** Throws. */
        public Unborn() {
            throw new IllegalStateException("not today");
        }
    }

    /** Was compiled against another version. */
    public static final class Outdated extends Working {
        @Override
        public Kernels kernels() {
            throw new AbstractMethodError("kernels of yesterday");
        }
    }

    private KernelChoice choice(String wanted, String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.write(services.resolve(KernelProvider.class.getName()), List.of(providers));
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, KernelChoiceTest.class.getClassLoader())) {
            return new KernelChoice(wanted, loader);
        }
    }

    private static String name(Class<?> provider) {
        return provider.getName();
    }

    @Test
    void theFirstProviderThatIsAvailableIsChosen() throws IOException {
        KernelChoice choice = choice("auto", name(Elsewhere.class), name(Working.class));
        assertEquals("working-2", choice.chosen().name());
        assertEquals(1000, choice.chosen().warmUp());
        assertEquals(List.of("a kernel"), choice.chosenOrPlain().all());
        assertEquals(List.of(), choice.problems());
    }

    @Test
    void kernelsChosenByNameNeedNoWarmUp() throws IOException {
        assertEquals(0, choice("working", name(Working.class)).chosen().warmUp());
    }

    @Test
    void plainKernelsAreThereWhateverElseIs() throws IOException {
        assertSame(Kernels.PLAIN, choice("plain", name(Working.class)).chosen());
        assertSame(Kernels.PLAIN, choice("auto", name(Elsewhere.class)).chosen());
    }

    @Test
    void brokenProvidersAreProblemsAndPlainKernelsRun() throws IOException {
        KernelChoice choice = choice(
                "auto",
                "io.dither.Missing",
                name(Dead.class),
                name(Unborn.class),
                name(Outdated.class),
                name(KernelChoiceTest.class));
        assertSame(Kernels.PLAIN, choice.chosen());
        List<String> problems = choice.problems();
        assertEquals(5, problems.size(), problems::toString);
        assertTrue(problems.get(0).contains("io.dither.Missing"), problems::toString);
        assertTrue(problems.get(3).contains("kernels of yesterday"), problems::toString);
    }

    @Test
    void aWorkingProviderBehindBrokenOnesIsChosen() throws IOException {
        KernelChoice choice = choice("auto", name(Unborn.class), name(Working.class));
        assertEquals("working-2", choice.chosen().name());
        assertEquals(1, choice.problems().size());
    }

    @Test
    void whatIsAskedForByNameAndMissingIsRefusedAtEachUseWhilePlainFormsAreFound() throws IOException {
        KernelChoice choice = choice("working", name(Unborn.class));
        for (int use = 0; use < 2; use++) {
            String message = String.valueOf(
                    assertThrows(InvalidArgumentException.class, choice::chosen).getMessage());
            assertTrue(message.contains("dither.kernels = working is not available here"), message);
            assertTrue(message.contains("Unborn"), message);
        }
        assertSame(Kernels.PLAIN, choice.chosenOrPlain());
    }
}
