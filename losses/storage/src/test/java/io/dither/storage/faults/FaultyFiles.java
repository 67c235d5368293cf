package io.dither.storage.faults;

import static io.dither.storage.faults.FaultyFileSystem.real;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What is done to files, counted by a disk with faults. */
final class FaultyFiles extends FileSystemProvider {
    private final FileSystemProvider files = FileSystems.getDefault().provider();
    private final FaultyDisk disk;
    private final FaultyFileSystem system;

    FaultyFiles(FaultyDisk disk, FaultyFileSystem system) {
        this.disk = disk;
        this.system = system;
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = real(path);
        if (options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND)) {
            boolean exists = Files.exists(file);
            disk.operation(!exists);
            FileChannel channel = files.newFileChannel(file, options, attributes);
            disk.opened(file, channel.size());
            return new FaultyChannel(disk, file, channel);
        }
        return new FaultyChannel(disk, file, files.newFileChannel(file, options, attributes));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        disk.operation(true);
        files.createDirectory(real(folder), attributes);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.operation(false);
        disk.deleting(real(file));
        files.delete(real(file));
        disk.deleted(real(file));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        disk.operation(true);
        files.copy(real(source), real(target), options);
        disk.opened(real(target), 0);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        disk.operation(false);
        disk.moving(real(source), real(target));
        files.move(real(source), real(target), options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        disk.operation(false);
        files.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        try (DirectoryStream<Path> found =
                files.newDirectoryStream(real(folder), path -> filter.accept(system.wrapped(path)))) {
            List<Path> paths = StreamSupport.stream(found.spliterator(), false)
                    .map(system::wrapped)
                    .toList();
            return new DirectoryStream<>() {
                @Override
                public Iterator<Path> iterator() {
                    return paths.iterator();
                }

                @Override
                public void close() {}
            };
        }
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return files.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return files.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return files.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        files.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return files.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return files.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return files.readAttributes(real(path), attributes, options);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("begin with FaultyDisk");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("begin with FaultyDisk");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("begin with FaultyDisk");
    }
}
