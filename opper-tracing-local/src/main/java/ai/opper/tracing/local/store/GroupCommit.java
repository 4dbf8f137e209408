// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.local.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import ai.opper.tracing.local.store.Group.Touched;
import ai.opper.tracing.local.store.Writer.Pending;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a group of changes as one transaction that outlives the process, and tells who
 * waits for them. When the database refuses the group, each change is tried alone.
 */
final class GroupCommit {

    private static final Log logger = LogFactory.getLog(GroupCommit.class);

    private static final long SYNC_NANOS = 2_000_000_000L;

    private final TransactionTemplate transaction;

    private final Sql sql;

    private final SpanInserts inserts;

    private final TraceSummaries summaries;

    private final SummaryBacklog backlog;

    private final StoreListener listener;

    private long synced = System.nanoTime();

    private boolean unsynced;

    GroupCommit(TransactionTemplate transaction, Sql sql, SpanInserts inserts, TraceSummaries summaries,
            StoreListener listener) {
        this.transaction = transaction;
        this.sql = sql;
        this.inserts = inserts;
        this.summaries = summaries;
        this.backlog = new SummaryBacklog(sql.dialect());
        this.listener = listener;
    }

    void commit(List<Pending<?>> changes) {
        try {
            together(changes);
        }
        catch (DataAccessException | TransactionException ex) {
            this.summaries.forgetAll();
            catchUpOneByOne();
            if (changes.size() == 1) {
                changes.get(0).future().completeExceptionally(ex);
            }
            else {
                changes.forEach((change) -> commit(List.of(change)));
            }
        }
        catch (RuntimeException | Error ex) {
            this.summaries.forgetAll();
            changes.forEach((change) -> change.future().completeExceptionally(ex));
            catchUpOneByOne();
        }
    }

    // What cannot be summed up must not keep others from it: it is left to the next
    // start.
    private void catchUpOneByOne() {
        for (Touched trace : this.backlog.clear()) {
            try {
                this.transaction.executeWithoutResult((status) -> {
                    Group group = new Group(this.inserts);
                    group.touch(trace.no(), trace.id()).follow(trace);
                    this.summaries.follow(group);
                });
            }
            catch (RuntimeException ex) {
                this.summaries.forgetAll();
                logger.debug("A trace does not show its latest spans.", ex);
            }
        }
    }

    /** Whether spans are stored whose traces do not show them yet; for any thread. */
    boolean isBehind() {
        return !this.backlog.isEmpty();
    }

    /** Called after a while when there is nothing to write. */
    void idle() {
        try {
            if (isBehind()) {
                commit(List.of());
            }
            if (this.unsynced) {
                sync();
            }
        }
        catch (DataAccessException ex) {
            logger.debug("The database was not synced; the next change or second will.", ex);
        }
    }

    private void together(List<Pending<?>> changes) {
        Group group = new Group(this.inserts);
        Map<Pending<?>, Outcome<?>> outcomes = new HashMap<>();
        List<Touched> behind = new ArrayList<>();
        boolean late = mayBeLate(changes);
        this.transaction.executeWithoutResult((status) -> {
            insert(changes, group, outcomes);
            if (late) {
                behind.addAll(group.takeGrown());
            }
            else {
                this.backlog.addTo(group);
            }
            this.summaries.follow(group);
            apply(changes, group, status, outcomes);
        });
        if (!late) {
            this.backlog.clear();
        }
        this.backlog.add(behind);
        outlive();
        group.tell(this.listener);
        changes.forEach((change) -> complete(change, Objects.requireNonNull(outcomes.get(change))));
    }

    // What is no new span may need the summaries, or change what they are made of.
    private boolean mayBeLate(List<Pending<?>> changes) {
        return this.backlog.isOpen() && !changes.isEmpty()
                && changes.stream().allMatch((change) -> change.change() instanceof SpanCreate);
    }

    // Spans first, all at once: what else is in the group may be about them. Who needs an
    // order of two changes waits for the first.
    private static void insert(List<Pending<?>> changes, Group group, Map<Pending<?>, Outcome<?>> outcomes) {
        List<Pending<?>> creates = changes.stream().filter((change) -> change.change() instanceof SpanCreate).toList();
        List<Outcome<Span>> inserted = group
            .insert(creates.stream().map((create) -> (SpanCreate) create.change()).toList());
        for (int i = 0; i < creates.size(); i++) {
            outcomes.put(creates.get(i), inserted.get(i));
        }
    }

    private void apply(List<Pending<?>> changes, Group group, TransactionStatus status,
            Map<Pending<?>, Outcome<?>> outcomes) {
        for (Pending<?> change : changes) {
            if (!(change.change() instanceof SpanCreate)) {
                outcomes.put(change, alone(change, group, status));
            }
        }
        this.summaries.follow(group);
    }

    private static Outcome<?> alone(Pending<?> change, Group group, TransactionStatus status) {
        Object savepoint = status.createSavepoint();
        Outcome<?> outcome = change.apply(group);
        if (outcome.failure() != null) {
            status.rollbackToSavepoint(savepoint);
        }
        status.releaseSavepoint(savepoint);
        return outcome;
    }

    // H2 confirms a commit before its file has it. What the file has survives a killed
    // process; what is synced survives a power cut.
    private void outlive() {
        if (this.sql.dialect() != Dialect.H2) {
            return;
        }
        this.unsynced = true;
        if (System.nanoTime() - this.synced > SYNC_NANOS) {
            sync();
        }
        else {
            this.sql.execute("checkpoint");
        }
    }

    private void sync() {
        this.sql.execute("checkpoint sync");
        this.unsynced = false;
        this.synced = System.nanoTime();
    }

    @SuppressWarnings("unchecked")
    private static <T> void complete(Pending<T> change, Outcome<?> outcome) {
        @Nullable RuntimeException failure = outcome.failure();
        if (failure != null) {
            change.future().completeExceptionally(failure);
        }
        else {
            change.future().complete((T) outcome.value());
        }
    }

}
