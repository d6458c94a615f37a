"""The units that are known, in the definition language of the unit registry.

Physical units follow the SI; kgce and tce are the Chinese standard coal equivalents of 29.3076 MJ/kg
(GB/T 2589). Currencies and things counted are dimensions of their own, so that persons never add to
incidents. Spans of the calendar are not here: a month is no fixed number of days.
"""

#: The dimensions of things that are counted, of which there can be no negative number.
COUNTED = frozenset(
    f"[{name}]"
    for name in (
        "incident", "event", "person", "case", "item", "occurrence", "lot", "package", "sheet",
        "complaint", "penalty", "vehicle", "site", "product",
    )
)  # fmt: skip

#: Read line by line: ``name = definition = symbol = other names``; ``_`` where there is no symbol.
DEFINITIONS = """\
giga- = 1e9 = G-
mega- = 1e6 = M-
kilo- = 1e3 = k-
hecto- = 1e2 = h-
deci- = 1e-1 = d-
centi- = 1e-2 = c-
milli- = 1e-3 = m-
micro- = 1e-6 = µ- = μ- = u-
nano- = 1e-9 = n-

meter = [length] = m = metre = 米
gram = [mass] = g = 克
second = [time] = s = 秒
ampere = [current] = A
kelvin = [temperature]; offset: 0 = K
mole = [substance] = mol
minute = 60 * second = min = 分钟
hour = 60 * minute = h = 小时 = 工时
day = 24 * hour = d = 天
degreeC = kelvin; offset: 273.15 = °C = degC = celsius = 摄氏度

hectare = 10000 * meter ** 2 = ha = 公顷
liter = 0.001 * meter ** 3 = L = l = litre = 升
metric_ton = 1000 * kilogram = t = tonne = 吨
kilogramme = 1000 * gram = kg = kilogram = 公斤 = 千克
square_metre = meter ** 2 = m2 = 平方米
cubic_metre = meter ** 3 = m3 = 立方米
kilometre = 1000 * meter = km = kilometer = 公里 = 千米

newton = kilogram * meter / second ** 2 = N
pascal = newton / meter ** 2 = Pa
bar = 100000 * pascal
joule = newton * meter = J
watt = joule / second = W
watt_hour = watt * hour = Wh
kilowatt_hour = 1000 * watt_hour = kWh = 度 = 千瓦时
calorie = 4.1868 * joule = cal
kgce = 29307600 * joule = _ = 千克标准煤
tce = 1000 * kgce = _ = 吨标准煤
volt = watt / ampere = V
decibel_A = [sound_level] = dB_A = dBA
pH = [acidity]
NTU = [turbidity]

co2e_gram = [greenhouse_gas] = gCO2e
tCO2e = 1e6 * co2e_gram = _ = 吨二氧化碳当量

ratio = [] = _ = 比率
percent = 0.01 = %
permille = 0.001 = ‰
ppm = 1e-6
ppb = 1e-9

CNY = [currency_CNY] = _ = RMB = yuan = 元 = 人民币
万元 = 10000 * CNY
USD = [currency_USD] = _ = 美元
EUR = [currency_EUR] = _ = 欧元
GBP = [currency_GBP]
JPY = [currency_JPY] = _ = 日元
HKD = [currency_HKD] = _ = 港元
TWD = [currency_TWD] = _ = NTD = 新台币

incident = [incident] = _ = incidents = accident = 起
event = [event] = _ = events
person = [person] = _ = persons = people = employee = employees = 人
case = [case] = _ = cases = 案
item = [item] = _ = items = piece = pieces = 件 = 个 = 项
time = [occurrence] = _ = times = 次
lot = [lot] = _ = lots = batch = batches = 批
package = [package] = _ = packages = drum = drums = 桶
sheet = [sheet] = _ = sheets = 份 = 张
complaint = [complaint] = _ = complaints
penalty = [penalty] = _ = penalties
vehicle = [vehicle] = _ = vehicles = 辆
site = [site] = _ = sites
product = [product] = _ = products = 台
"""
