// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

package ai.opper.tracing.docs;

import ai.opper.tracing.aspect.ResultAdapter;
import ai.opper.tracing.docs.ExtensionSnippets.NettyFutureAdapter;
import ai.opper.tracing.test.ResultAdapterContract;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;

class NettyFutureAdapterTest extends ResultAdapterContract {

    @Override
    protected ResultAdapter adapter() {
        return new NettyFutureAdapter();
    }

    @Override
    protected Class<?> type() {
        return Future.class;
    }

    @Override
    protected Work work() {
        Promise<String> promise = ImmediateEventExecutor.INSTANCE.newPromise();
        return new Work() {

            @Override
            public Object result() {
                return promise;
            }

            @Override
            public void complete(String value) {
                promise.setSuccess(value);
            }

            @Override
            public void fail(Exception error) {
                promise.setFailure(error);
            }

            @Override
            public Object outcome(Object returned) throws Exception {
                return ((Future<?>) returned).get();
            }

            @Override
            public boolean cancel(Object returned) {
                return ((Future<?>) returned).cancel(true);
            }

        };
    }

}
