// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/** An application that is woven when it is compiled. */
@NullMarked
package com.example.woven;

import org.jspecify.annotations.NullMarked;
