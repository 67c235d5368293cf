package io.dither.data;

import io.dither.error.DataException;
import io.dither.storage.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table to a temporary file. The commit moves this file to the target; without a commit, the temporary file is
 * deleted. A target such as a pipe or a link is written directly, see {@link AtomicFile}.
 */
final class FileTable implements TableWriter {
    private final Path target;
    private final AtomicFile file;
    private final TableWriter table;

    FileTable(Path target, Function<Path, TableWriter> writer) {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DataException(target.toString(), 0, "cannot be written: there is no folder " + folder);
        }
        if (Files.isDirectory(absolute)) {
            throw new DataException(target.toString(), 0, "cannot be written: a folder has that name");
        }
        this.target = target;
        file = AtomicFile.of(absolute);
        try {
            table = writer.apply(file.temporaryFile());
        } catch (RuntimeException | Error failed) {
            file.close();
            throw failed;
        }
    }

    @Override
    public void write(@Nullable Object... cells) {
        table.write(cells);
    }

    @Override
    public void commit() {
        table.commit();
        try {
            file.commit();
        } catch (IOException refused) {
            throw AtomicFile.unwritable(target, refused);
        }
    }

    @Override
    public void close() {
        try {
            table.close();
        } finally {
            file.close();
        }
    }
}
