package io.dither.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that last as long as this process. */
final class TemporaryFolders {
    private TemporaryFolders() {}

    static Path make(String prefix) throws IOException {
        File folder = Files.createTempDirectory(prefix).toFile();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder.toPath();
    }

    private static void delete(File file) {
        File[] inside = file.listFiles(); // nothing where it is a file
        if (inside != null) {
            for (File child : inside) {
                delete(child);
            }
        }
        if (!file.delete()) {
            file.deleteOnExit(); // no harm where it is gone already
        }
    }
}
