package io.dither.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Temporary folders, which are deleted when this process ends. */
final class TemporaryFolders {
    private TemporaryFolders() {}

    static Path make(String prefix) throws IOException {
        File folder = Files.createTempDirectory(prefix).toFile();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder.toPath();
    }

    private static void delete(File file) {
        File[] inside = file.listFiles(); // null if it is a file
        if (inside != null) {
            for (File child : inside) {
                delete(child);
            }
        }
        if (!file.delete()) {
            file.deleteOnExit(); // a second attempt after all shutdown hooks; no harm if it is gone already
        }
    }
}
