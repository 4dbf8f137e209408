// SPDX-FileCopyrightText: 2026 Opper Tracing for Spring contributors
// SPDX-License-Identifier: Apache-2.0

/** The smallest application that is traced. */
@NullMarked
package com.example.tiny;

import org.jspecify.annotations.NullMarked;
