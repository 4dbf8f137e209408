// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;

/**
 * A disk that forgets, when the power fails, any part of what was not forced: blocks of
 * files come back as they were, empty or as rubbish, whatever was written behind them.
 * Names of files come and go in order, as in every file system with a journal, and
 * forcing a file makes those durable that came or went before. Forcing takes some time of
 * the test's clock, and covers what was written when it began. For one thread.
 */
final class PowerCutDisk implements Disk {

    private static final int BLOCK = 512;

    private final Path directory;

    private final Random random;

    private final LongSupplier clock;

    private final int maxForceMillis;

    private final Map<Path, Contents> files = new LinkedHashMap<>();

    /** Which files came and went, in order. */
    private final List<Change> journal = new ArrayList<>();

    private final List<Forcing> underWay = new ArrayList<>();

    private int durableChanges;

    private boolean full;

    /**
     * A disk that works.
     * @param directory where its files are; what is there is durable
     * @param random decides what is forgotten
     * @param clock tells milliseconds
     * @param maxForceMillis how long forcing takes at most
     */
    PowerCutDisk(Path directory, Random random, LongSupplier clock, int maxForceMillis) throws IOException {
        this.directory = directory;
        this.random = random;
        this.clock = clock;
        this.maxForceMillis = maxForceMillis;
        for (Path file : filesIn(directory)) {
            Contents contents = new Contents();
            contents.durable = Files.readAllBytes(file);
            this.files.put(file, contents);
            this.journal.add(new Change(file, true));
        }
        this.durableChanges = this.journal.size();
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            return paths.filter((file) -> file.toString().endsWith(Segment.SUFFIX)).sorted().toList();
        }
    }

    Path directory() {
        return this.directory;
    }

    /** Writes fail in the middle until there is room again. */
    void full(boolean isFull) {
        this.full = isFull;
    }

    boolean isFull() {
        return this.full;
    }

    @Override
    public Output create(Path file) throws IOException {
        Output real = Disk.LOCAL.create(file);
        Contents contents = new Contents();
        noteRemoved();
        this.files.put(file, contents);
        this.journal.add(new Change(file, true));
        return new Forgetful(real, contents);
    }

    @Override
    public Future<?> beside(Runnable work) {
        noteRemoved();
        Forcing forcing = new Forcing(work, this.clock.getAsLong() + this.random.nextInt(this.maxForceMillis + 1));
        this.underWay.add(forcing);
        return forcing;
    }

    /** Ends what forcing has taken long enough. */
    void tick() {
        noteRemoved();
        for (Forcing each : List.copyOf(this.underWay)) {
            if (each.endMillis <= this.clock.getAsLong()) {
                each.run();
            }
        }
    }

    /** Files go without this disk; what comes or is forced later must come after that. */
    private void noteRemoved() {
        for (Path file : this.files.keySet()) {
            if (isThere(file) && !Files.exists(file)) {
                this.journal.add(new Change(file, false));
            }
        }
    }

    private boolean isThere(Path file) {
        boolean there = false;
        for (Change change : this.journal) {
            there = change.file().equals(file) ? change.came() : there;
        }
        return there;
    }

    /** Makes a directory with what is left after the power failed at this moment. */
    void cut(Path image) throws IOException {
        tick();
        int changes = this.durableChanges + this.random.nextInt(this.journal.size() - this.durableChanges + 1);
        List<Path> left = new ArrayList<>();
        for (Change change : this.journal.subList(0, changes)) {
            left.remove(change.file());
            if (change.came()) {
                left.add(change.file());
            }
        }
        Files.createDirectories(image);
        for (Path file : left) {
            Path copy = image.resolve(this.directory.relativize(file));
            if (!Files.exists(copy.getParent())) {
                Files.createDirectories(copy.getParent());
                leaveOwner(copy.getParent());
            }
            Files.write(copy, this.files.get(file).afterCut());
        }
    }

    /** What the dead process has written about itself was never forced. */
    private void leaveOwner(Path folder) throws IOException {
        Files.createFile(folder.resolve("lock"));
        byte[] rubbish = new byte[this.random.nextInt(30)];
        this.random.nextBytes(rubbish);
        Files.write(folder.resolve("owner"), rubbish);
    }

    /** Forcing that is under way; whoever waits for it waits until its end. */
    private final class Forcing extends FutureTask<Object> {

        private final long endMillis;

        /** How many changes of each file it covers. */
        private final Map<Contents, Integer> covered = new LinkedHashMap<>();

        private final int coveredChanges = PowerCutDisk.this.journal.size();

        private final Runnable work;

        Forcing(Runnable work, long endMillis) {
            super(work, null);
            this.work = work;
            this.endMillis = endMillis;
            PowerCutDisk.this.files.values().forEach((each) -> this.covered.put(each, each.changes()));
        }

        @Override
        public void run() {
            PowerCutDisk.this.underWay.remove(this);
            current = this;
            super.run();
            current = null;
        }

        @Override
        public Object get() {
            run();
            return this.work;
        }

    }

    private Forcing current;

    /** A file's bytes: those that are durable, and what was done to them since. */
    private final class Contents {

        private byte[] durable = new byte[0];

        private final List<Write> since = new ArrayList<>();

        private int forgotten;

        private int size;

        /** How many changes there were in all. */
        int changes() {
            return this.forgotten + this.since.size();
        }

        void force(int changes) {
            while (this.forgotten < changes) {
                this.durable = this.since.remove(0).appliedTo(this.durable);
                this.forgotten++;
            }
        }

        byte[] afterCut() {
            byte[] left = this.durable;
            for (Write write : this.since) {
                left = maybe(write, left);
            }
            return left;
        }

        /** Any of the blocks may have been written, and the file may have grown. */
        private byte[] maybe(Write write, byte[] before) {
            byte[] after = write.appliedTo(before);
            int kind = PowerCutDisk.this.random.nextInt(5);
            if (kind == 0) {
                return before;
            }
            if (kind == 1) {
                return after;
            }
            for (int at = 0; at < after.length; at += BLOCK) {
                int end = Math.min(after.length, at + BLOCK);
                if (end > write.at() && PowerCutDisk.this.random.nextBoolean()) {
                    unwrite(before, after, Math.max(at, write.at()), end, kind == 2);
                }
            }
            return (kind == 3 && after.length > before.length) ? Arrays.copyOf(after,
                    before.length + PowerCutDisk.this.random.nextInt(after.length - before.length)) : after;
        }

        private void unwrite(byte[] before, byte[] after, int from, int to, boolean rubbish) {
            for (int at = from; at < to; at++) {
                byte unwritten = rubbish ? (byte) PowerCutDisk.this.random.nextInt() : 0;
                after[at] = (at < before.length) ? before[at] : unwritten;
            }
        }

    }

    /**
     * Something that was done to a file.
     *
     * @param at where; the file ends there when nothing was written
     * @param bytes what was written
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Write(int at, byte[] bytes) {

        byte[] appliedTo(byte[] before) {
            byte[] after = Arrays.copyOf(before, (this.bytes.length > 0) ? Math.max(before.length, end()) : this.at);
            System.arraycopy(this.bytes, 0, after, this.at, this.bytes.length);
            return after;
        }

        private int end() {
            return this.at + this.bytes.length;
        }

    }

    /**
     * A file came or went.
     *
     * @param file which
     * @param came whether it came
     */
    private record Change(Path file, boolean came) {
    }

    /** A file as the process sees it, which notes what was done to it. */
    private final class Forgetful implements Output {

        private final Output real;

        private final Contents contents;

        Forgetful(Output real, Contents contents) {
            this.real = real;
            this.contents = contents;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            boolean fails = PowerCutDisk.this.full;
            byte[] written = new byte[fails ? PowerCutDisk.this.random.nextInt(bytes.remaining()) : bytes.remaining()];
            bytes.get(written);
            if (written.length > 0) {
                this.real.write(ByteBuffer.wrap(written));
                this.contents.since.add(new Write(this.contents.size, written));
                this.contents.size += written.length;
            }
            if (fails) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            this.real.truncate(size);
            this.contents.since.add(new Write((int) size, new byte[0]));
            this.contents.size = (int) size;
        }

        @Override
        public void force() {
            noteRemoved();
            Forcing forcing = PowerCutDisk.this.current;
            int covered = (forcing != null) ? forcing.covered.getOrDefault(this.contents, 0) : this.contents.changes();
            int changes = (forcing != null) ? forcing.coveredChanges : PowerCutDisk.this.journal.size();
            this.contents.force(covered);
            PowerCutDisk.this.durableChanges = Math.max(PowerCutDisk.this.durableChanges, changes);
        }

        @Override
        public void close() throws IOException {
            this.real.close();
        }

    }

}
