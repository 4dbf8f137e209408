insert into customers (id, name, email) values
  ('C-1001', 'Maya Lindqvist', 'maya.lindqvist@example.com'),
  ('C-1002', 'Jonas Weber', 'jonas.weber@example.com'),
  ('C-1003', 'Aoife Byrne', 'aoife.byrne@example.com'),
  ('C-1004', 'Luca Ferrari', 'luca.ferrari@example.com'),
  ('C-1005', 'Sophie Martin', 'sophie.martin@example.com'),
  ('C-1006', 'Daan de Vries', 'daan.devries@example.com'),
  ('C-1007', 'Ingrid Solberg', 'ingrid.solberg@example.com'),
  ('C-1008', 'Pedro Almeida', 'pedro.almeida@example.com');

insert into orders (order_number, customer_id, status, ordered_on, shipped_on, delivered_on, carrier) values
  -- delivered, within 30 days of 2026-11-20
  ('TC-10021', 'C-1001', 'DELIVERED', '2026-11-03', '2026-11-04', '2026-11-06', 'PostNL'),
  ('TC-10022', 'C-1002', 'DELIVERED', '2026-11-09', '2026-11-10', '2026-11-12', 'DHL'),
  ('TC-10023', 'C-1003', 'DELIVERED', '2026-10-29', '2026-10-30', '2026-11-03', 'An Post'),
  ('TC-10024', 'C-1004', 'DELIVERED', '2026-11-11', '2026-11-12', '2026-11-16', 'DHL'),
  ('TC-10025', 'C-1005', 'DELIVERED', '2026-11-13', '2026-11-13', '2026-11-17', 'Colissimo'),
  ('TC-10026', 'C-1006', 'DELIVERED', '2026-11-16', '2026-11-17', '2026-11-18', 'PostNL'),
  ('TC-10027', 'C-1001', 'DELIVERED', '2026-11-14', '2026-11-16', '2026-11-18', 'PostNL'),
  -- delivered on the last day of the window, and one day before it
  ('TC-10028', 'C-1008', 'DELIVERED', '2026-10-16', '2026-10-19', '2026-10-21', 'DHL'),
  ('TC-10029', 'C-1008', 'DELIVERED', '2026-10-15', '2026-10-16', '2026-10-20', 'DHL'),
  -- delivered long ago
  ('TC-10011', 'C-1001', 'DELIVERED', '2026-06-02', '2026-06-03', '2026-06-05', 'PostNL'),
  ('TC-10012', 'C-1003', 'DELIVERED', '2026-08-17', '2026-08-18', '2026-08-21', 'An Post'),
  ('TC-10013', 'C-1007', 'DELIVERED', '2026-09-07', '2026-09-08', '2026-09-15', 'Posten'),
  -- delivered and refunded
  ('TC-10014', 'C-1002', 'DELIVERED', '2026-10-26', '2026-10-27', '2026-10-29', 'DHL'),
  ('TC-10015', 'C-1005', 'DELIVERED', '2026-11-02', '2026-11-03', '2026-11-05', 'Colissimo'),
  -- on the way
  ('TC-10031', 'C-1001', 'SHIPPED', '2026-11-17', '2026-11-18', null, 'PostNL'),
  ('TC-10032', 'C-1004', 'SHIPPED', '2026-11-17', '2026-11-18', null, 'DHL'),
  ('TC-10033', 'C-1007', 'SHIPPED', '2026-11-12', '2026-11-13', null, 'Posten'),
  ('TC-10034', 'C-1002', 'SHIPPED', '2026-11-18', '2026-11-19', null, 'DHL'),
  ('TC-10035', 'C-1006', 'SHIPPED', '2026-11-19', '2026-11-19', null, 'PostNL'),
  -- being packed
  ('TC-10041', 'C-1003', 'PROCESSING', '2026-11-19', null, null, null),
  ('TC-10042', 'C-1005', 'PROCESSING', '2026-11-20', null, null, null),
  ('TC-10043', 'C-1001', 'PROCESSING', '2026-11-20', null, null, null),
  -- cancelled
  ('TC-10051', 'C-1004', 'CANCELLED', '2026-11-05', null, null, null),
  ('TC-10052', 'C-1006', 'CANCELLED', '2026-11-15', null, null, null),
  ('TC-10053', 'C-1008', 'CANCELLED', '2026-09-30', null, null, null);

insert into order_items (order_number, position, product, quantity, unit_price) values
  ('TC-10021', 1, 'Tamarin One, cream', 1, 349.00),
  ('TC-10022', 1, 'House Blend, 500 g', 2, 14.90),
  ('TC-10022', 2, 'Tamarin descaler, two bottles', 1, 12.90),
  ('TC-10023', 1, 'Tamarin Pro, black', 1, 599.00),
  ('TC-10023', 2, 'Forest Espresso, 500 g', 1, 14.90),
  ('TC-10024', 1, 'Water filter, pack of three', 1, 24.90),
  ('TC-10025', 1, 'Highland Filter, 500 g', 3, 14.90),
  ('TC-10026', 1, 'Tamarin One, black', 1, 349.00),
  ('TC-10026', 2, 'Cleaning tablets, box of ten', 1, 8.90),
  ('TC-10027', 1, 'Night Decaf, 500 g', 1, 14.90),
  ('TC-10028', 1, 'Tamarin Pro, brushed steel', 1, 599.00),
  ('TC-10029', 1, 'Water filter', 2, 9.90),
  ('TC-10011', 1, 'Tamarin One, moss green', 1, 349.00),
  ('TC-10012', 1, 'Forest Espresso, 500 g', 4, 14.90),
  ('TC-10013', 1, 'Tamarin Pro, black', 1, 599.00),
  ('TC-10014', 1, 'Tamarin descaler, two bottles', 2, 12.90),
  ('TC-10015', 1, 'House Blend, 500 g', 2, 14.90),
  ('TC-10031', 1, 'House Blend, 500 g', 2, 14.90),
  ('TC-10031', 2, 'Water filter, pack of three', 1, 24.90),
  ('TC-10032', 1, 'Tamarin Pro, black', 1, 599.00),
  ('TC-10033', 1, 'Tamarin One, black', 1, 349.00),
  ('TC-10034', 1, 'Forest Espresso, 500 g', 2, 14.90),
  ('TC-10035', 1, 'Cleaning tablets, box of ten', 2, 8.90),
  ('TC-10041', 1, 'Highland Filter, 500 g', 2, 14.90),
  ('TC-10042', 1, 'Tamarin One, cream', 1, 349.00),
  ('TC-10042', 2, 'Tamarin descaler, two bottles', 1, 12.90),
  ('TC-10043', 1, 'Water filter', 1, 9.90),
  ('TC-10051', 1, 'Tamarin Pro, brushed steel', 1, 599.00),
  ('TC-10052', 1, 'Night Decaf, 500 g', 2, 14.90),
  ('TC-10053', 1, 'Water filter, pack of three', 1, 24.90);

insert into refunds (order_number, amount, reason, requested_at) values
  ('TC-10014', 25.80, 'Bought by mistake', '2026-11-02 10:15:00+01:00'),
  ('TC-10015', 29.80, 'Arrived after the holidays', '2026-11-09 16:40:00+01:00');

insert into tickets (order_number, conversation_id, urgency, summary, created_at) values
  ('TC-10033', 'earlier-1', 'NORMAL', 'The parcel has not moved for five working days.', '2026-11-19 09:05:00+01:00');
